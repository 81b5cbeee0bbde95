import type { DeliveryOverview } from '@bellwether/shared/delivery/delivery.schema';
import { Detail, Headline, Headlines } from '../../ui/headlines.tsx';
import styles from './delivery.module.css';
import { type DeliveryHeadline, prepareDeliveryHeadlines } from './delivery-headlines.prepare.ts';
import { useShownDeployments } from './use-delivery-question.ts';

type DeliveryHeadlinesProps = { overview: DeliveryOverview; leadBefore: number | null };

/** The page's answer in five numbers, each beside the period before, and each with the deployments behind it. */
export function DeliveryHeadlines({ overview, leadBefore }: DeliveryHeadlinesProps) {
  const { bands, basis } = overview;
  return (
    <div>
      <Headlines>
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
      </Headlines>
      {bands === null ? null : (
        <p className={styles.notes}>
          Bands of {bands.source}. {bands.note}
        </p>
      )}
    </div>
  );
}

function Cell({ headline, isShort }: { headline: DeliveryHeadline; isShort: boolean }) {
  const { label, value, detail, before, behind, apart, band } = headline;
  if (isShort) {
    return (
      <Headline label={label} value={null}>
        <Detail>insufficient: not all of it has been read</Detail>
      </Headline>
    );
  }
  return (
    <Headline
      label={label}
      value={value}
      beside={band === null ? null : <span className={styles.band}>{band}</span>}
    >
      <Detail>{detail}</Detail>
      <Detail>
        {behind === null ? null : <Behind {...behind} />}
        {before === null ? null : `${behind === null ? '' : ' · '}before: ${before}`}
      </Detail>
      {apart === null ? null : (
        <Detail>
          <Behind {...apart} />
        </Detail>
      )}
    </Headline>
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
