import type {
  ReviewLoadOverview,
  ShownArea,
} from '@bellwether/shared/review-load/review-load.schema';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { trpc } from '../../lib/trpc.ts';
import { useFilter } from '../../shell/filter/use-filter.ts';
import { ChartTools } from '../../ui/chart-tools.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Widget } from '../../ui/widget.tsx';
import { countOrDash, sayPeople, sourceWords, tabulateAreas } from './areas.prepare.ts';
import { oneDecimal } from './load-words.prepare.ts';
import { NothingReviewed } from './nothing-reviewed.tsx';
import styles from './review-load.module.css';
import type { Behind } from './review-load-page.tsx';
import { useLoadBasis } from './use-load-basis.ts';

const HEIGHT = 360;

type AreasProps = {
  overview: ReviewLoadOverview | undefined;
  onOpen: ((behind: Behind) => void) | undefined;
};

/** Which parts of the code hang on few people: over those who review them, and over those who write them. */
export function Areas({ overview, onOpen }: AreasProps) {
  const { input } = useFilter();
  const { filter, bucket } = input;
  const query = useQuery(
    trpc.reviewLoad.areas.queryOptions({ filter, bucket }, { placeholderData: keepPreviousData }),
  );
  const cut =
    query.data !== undefined && query.data.looked < query.data.total
      ? ` The latest ${formatCount(query.data.looked)} of ${formatCountOf(query.data.total, 'pull request')} are looked at.`
      : '';
  return (
    <Widget
      title="Which areas hang on few people?"
      subtitle={`Paths of teams, else lines of CODEOWNERS, else the first folder. Reviewers by estimated minutes, authors by what was merged; the absence factor is how few hold half (B12).${cut}`}
      actions={
        <ChartTools
          what="Areas"
          table={query.data === undefined ? undefined : tabulateAreas(query.data.areas)}
        />
      }
      isList={(query.data?.areas.length ?? 0) > 0}
      basis={useLoadBasis(overview, 'reviews')}
    >
      <QueryView query={query} what="The areas" height={HEIGHT}>
        {({ areas, more }) =>
          areas.length === 0 ? (
            <NothingReviewed height={HEIGHT} />
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            <section className={styles.scroll} tabIndex={0} aria-label="Areas">
              <table className={styles.table}>
                <caption className="visually-hidden">
                  Areas with the number of people that their reviews and their changes hang on
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Area</th>
                    <th scope="col">Reviewed</th>
                    <th scope="col">Effective reviewers</th>
                    <th scope="col">Absence factor, reviews</th>
                    <th scope="col">Merged</th>
                    <th scope="col">Effective authors</th>
                    <th scope="col">Absence factor, authors</th>
                    <th scope="col" className={styles.words}>
                      Who
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {areas.map((area) => (
                    <AreaRow key={area.key} area={area} onOpen={onOpen} />
                  ))}
                </tbody>
              </table>
              {more === 0 ? null : (
                <p className={styles.hint}>and {formatCountOf(more, 'smaller area')}</p>
              )}
            </section>
          )
        }
      </QueryView>
    </Widget>
  );
}

function AreaRow({ area, onOpen }: { area: ShownArea; onOpen: AreasProps['onOpen'] }) {
  const { reviewers, authors } = area;
  const isThin = reviewers.absenceFactor === 1 && (area.reviewed ?? 0) >= 5;
  return (
    <tr>
      <th scope="row" dir="auto">
        {onOpen === undefined ? (
          area.name
        ) : (
          <button
            type="button"
            className={styles.text}
            onClick={() => onOpen({ area: area.key, title: `Reviewed in ${area.name}` })}
          >
            {area.name}
          </button>
        )}
        <span className={styles.place}>
          {area.repository} · {sourceWords[area.source]}
        </span>
      </th>
      <td>{countOrDash(area.reviewed)}</td>
      <td>{oneDecimal(reviewers.effective)}</td>
      <td className={isThin ? styles.alarm : undefined}>
        {countOrDash(reviewers.absenceFactor)}
        {isThin ? <span className={styles.place}>one person</span> : null}
      </td>
      <td>{countOrDash(area.written)}</td>
      <td>{oneDecimal(authors.effective)}</td>
      <td>{countOrDash(authors.absenceFactor)}</td>
      <td className={styles.words}>{sayPeople(area)}</td>
    </tr>
  );
}
