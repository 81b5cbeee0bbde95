# Bellwether as an image: docker build -t bellwether .
# The server listens on all addresses of the container; see docs/operations.md for what stands around it.

ARG NODE=node:20-bookworm-slim

FROM ${NODE} AS build
WORKDIR /app
ENV CI=true npm_config_update_notifier=false
# Packages first: they change more rarely than the sources.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY client/package.json client/
COPY prisma/package.json prisma/
COPY server/package.json server/
COPY shared/package.json shared/
COPY tests/package.json tests/
RUN npx --yes "$(node -p 'require("./package.json").packageManager')" install --frozen-lockfile
COPY tsconfig.base.json tsconfig.json ./
COPY scripts scripts
COPY shared shared
COPY prisma prisma
COPY server server
COPY client client
RUN npm run build
# What only building needs is left behind.
RUN rm -rf node_modules client/node_modules prisma/node_modules server/node_modules shared/node_modules tests/node_modules \
 && npx --yes "$(node -p 'require("./package.json").packageManager')" install --frozen-lockfile --prod --filter '@bellwether/server...'

FROM ${NODE}
LABEL org.opencontainers.image.title="Bellwether" org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4600 BELLWETHER_DATA_DIR=/data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/scripts scripts
COPY --from=build /app/shared/package.json shared/package.json
COPY --from=build /app/shared/node_modules shared/node_modules
COPY --from=build /app/shared/dist shared/dist
COPY --from=build /app/prisma/package.json prisma/package.json
COPY --from=build /app/prisma/node_modules prisma/node_modules
COPY --from=build /app/prisma/dist prisma/dist
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/server/package.json server/package.json
COPY --from=build /app/server/node_modules server/node_modules
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/client/dist client/dist
# The one place that is written to, and the one user who may.
RUN mkdir -m 0700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4600
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "server/dist/main.js"]
