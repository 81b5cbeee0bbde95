import type { DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import styles from './delivery.module.css';
import { type DeliveryHeadline, prepareDeliveryHeadlines } from './delivery-headlines.prepare.ts';
import { useShownDeployments } from './use-delivery-question.ts';

type DeliveryHeadlinesProps = { overview: DeliveryOverview; leadBefore: number | null };

/** The page's answer in five numbers, each beside the period before, and each with the deployments behind it. */
export function DeliveryHeadlines({ overview, leadBefore }: DeliveryHeadlinesProps) {
  const { bands, basis } = overview;
  return (
    <div>
      <dl className={styles.headlines}>
        {prepareDeliveryHeadlines(overview, leadBefore).map((headline) => (
          <Cell
            key={headline.key}
            headline={headline}
            isShort={
              (headline.key === 'frequency' ? basis.frequency : basis.failures).level ===
              'insufficient'
            }
          />
        ))}
      </dl>
      {bands === null ? null : (
        <p className={styles.notes}>
          Bands of {bands.source}. {bands.note}
        </p>
      )}
    </div>
  );
}

function Cell({ headline, isShort }: { headline: DeliveryHeadline; isShort: boolean }) {
  return isShort ? (
    <div className={styles.headline}>
      <dt>{headline.label}</dt>
      <dd className={`${styles.value} ${styles.unknown}`}>–</dd>
      <dd className={styles.detail}>insufficient: not all of it has been read</dd>
    </div>
  ) : (
    <Known headline={headline} />
  );
}

function Known({ headline }: { headline: DeliveryHeadline }) {
  const { label, value, detail, before, behind, apart, band } = headline;
  return (
    <div className={styles.headline}>
      <dt>{label}</dt>
      <dd className={styles.value}>
        {value ?? <span className={styles.unknown}>–</span>}
        {band === null ? null : <span className={styles.band}>{band}</span>}
      </dd>
      <dd className={styles.detail}>{detail}</dd>
      <dd className={styles.detail}>
        {behind === null ? null : <Behind {...behind} />}
        {before === null ? null : `${behind === null ? '' : ' · '}before: ${before}`}
      </dd>
      {apart === null ? null : (
        <dd className={styles.detail}>
          <Behind {...apart} />
        </dd>
      )}
    </div>
  );
}

/** Opens the list behind a number. */
function Behind({ shown, words }: NonNullable<DeliveryHeadline['behind']>) {
  const { open } = useShownDeployments();
  return (
    <button type="button" className={styles.link} onClick={() => open(shown)}>
      {words}
    </button>
  );
}
