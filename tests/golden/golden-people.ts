import type { WorldUser } from '@bellwether/server/github-simulator/world.types';

function person(login: string, id: number): WorldUser {
  return { login, id, node_id: `U_golden_${login}`, type: 'User', site_admin: false };
}

function bot(name: string, id: number): WorldUser {
  return {
    login: `${name}[bot]`,
    id,
    node_id: `BOT_golden_${name}`,
    type: 'Bot',
    site_admin: false,
  };
}

/** Five people who do not exist, a bot, and a reviewer that is a program. */
export const mira = person('mira-golden', 7001);
export const tomas = person('tomas-golden', 7002);
export const ines = person('ines-golden', 7003);
export const olu = person('olu-golden', 7004);
export const lena = person('lena-golden', 7005);
export const dependabot = bot('dependabot', 7101);
export const coderabbit = bot('coderabbitai', 7102);

export const goldenOrganization: WorldUser = {
  login: 'lighthouse',
  id: 7200,
  node_id: 'O_golden_lighthouse',
  type: 'Organization',
};
