import type { PullRequestDetail } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { IconChevronRight } from '@tabler/icons-react';
import { leadsSomewhere } from '../../lib/leads-somewhere.ts';
import { GithubLink } from '../../ui/github-link.tsx';
import { ClampedList } from './clamped-list.tsx';
import styles from './pull-requests.module.css';
import { prepareReceipts, type ReceiptEntry, type ReceiptRow } from './receipt.prepare.ts';

/** Every number with the events that made it, the rule that was applied and the way to GitHub. */
export function Receipts({ detail }: { detail: PullRequestDetail }) {
  const when = { zone: detail.timeline.zone, now: new Date().toISOString() };
  const sections = prepareReceipts(detail.receipts, when);
  return (
    <section aria-labelledby="receipts-heading">
      <h3 id="receipts-heading" className={styles.heading}>
        Numbers and how they came about
      </h3>
      {sections.map((section, at) => (
        <div key={section.title}>
          <h4 className={styles.sectionHeading}>{section.title}</h4>
          <div className={styles.receipts}>
            {section.entries.map((entry, index) => (
              <Entry key={entry.key} entry={entry} isOpen={at === 0 && index === 0} />
            ))}
          </div>
        </div>
      ))}
      <p className={styles.hint}>
        Times in {detail.timeline.zone.replaceAll('_', ' ')}. Definitions, version{' '}
        {detail.definitionVersion}.
        {leadsSomewhere(detail.pullRequest.url)
          ? ''
          : ' This team is made up: it has no pages on GitHub.'}
      </p>
    </section>
  );
}

function Entry({ entry, isOpen }: { entry: ReceiptEntry; isOpen: boolean }) {
  return (
    <details className={styles.receipt} open={isOpen}>
      <summary>
        <IconChevronRight size={16} aria-hidden="true" />
        <span>{entry.label}</span>
        {entry.value === null ? (
          <span className={styles.notKnown} title={entry.whyNull ?? undefined}>
            {entry.inPlace}
          </span>
        ) : (
          <span className={styles.receiptValue}>
            {entry.value}
            {entry.workValue === null ? null : (
              <span className={styles.workValue}>{entry.workValue} in working hours</span>
            )}
          </span>
        )}
      </summary>
      {entry.parts.map((part, index) => (
        <Part key={part.key} row={part} title={index === 0 ? null : part.label} />
      ))}
    </details>
  );
}

function Part({ row, title }: { row: ReceiptRow; title: string | null }) {
  return (
    <div className={styles.receiptBody}>
      {title === null ? null : <h5 className={styles.partHeading}>{title}</h5>}
      {row.whyNull === null ? null : <p>{row.whyNull}</p>}
      {row.arithmetic === null ? null : (
        <p>
          {row.arithmetic} <span className={styles.rule}>{row.rule}</span>
        </p>
      )}
      {row.steps.length === 0 ? null : (
        <ClampedList items={row.steps} what="steps" className={styles.steps}>
          {(step) => (
            <li key={step.key} className={`${styles.step} ${styles[step.effect.kind]}`}>
              <span className={styles.when}>{step.when ?? ''}</span>
              <span className={styles.effect}>{step.effect.words}</span>
              <span className={styles.stepText} dir="auto">
                <GithubLink url={step.url}>{step.text}</GithubLink>
              </span>
              <span className={styles.rule}>{step.rule}</span>
            </li>
          )}
        </ClampedList>
      )}
      {row.arithmetic === null && row.whyNull === null && row.steps.length === 0 ? (
        <p>
          Counted as it stands on GitHub <span className={styles.rule}>{row.rule}</span>
        </p>
      ) : null}
    </div>
  );
}
