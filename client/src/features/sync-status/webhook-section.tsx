import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../lib/trpc.ts';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import styles from './sync-status.module.css';
import { prepareWebhooks, type WebhookModel } from './webhooks.prepare.ts';

/** Whether changes arrive within a second, and how to have them do so. */
export function WebhookSection({ now }: { now: number }) {
  const query = useQuery(
    trpc.syncStatus.webhooks.queryOptions(undefined, { refetchInterval: 30_000 }),
  );
  return (
    <Widget title="Do changes arrive at once?" subtitle="GitHub tells of a change by a webhook.">
      <QueryView query={query} what="The webhooks" height={208}>
        {(health) => <Health model={prepareWebhooks(health, now)} />}
      </QueryView>
    </Widget>
  );
}

function Health({ model }: { model: WebhookModel }) {
  return (
    <div className={styles.section}>
      {model.tone === 'warn' ? (
        <Notice tone="warn">{model.state}</Notice>
      ) : (
        <p className={model.tone === 'good' ? styles.ok : undefined}>{model.state}</p>
      )}
      {model.failure === null ? null : <p className={styles.errorMessage}>{model.failure}</p>}
      <dl className={styles.facts}>
        {model.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className={styles.setUp} open={model.tone === 'quiet'}>
        <summary>What to enter at GitHub</summary>
        <p className={styles.summary}>
          In the settings of the repository or the organisation, under “Webhooks”, add one:
        </p>
        <dl className={styles.fields}>
          {model.setUp.map(({ label, value, isCode }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{isCode ? <code>{value}</code> : value}</dd>
            </div>
          ))}
        </dl>
        {model.addressNote === null ? null : <p className={styles.summary}>{model.addressNote}</p>}
      </details>
    </div>
  );
}
