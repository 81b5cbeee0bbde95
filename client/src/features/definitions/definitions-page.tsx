import type { DefinitionSettings } from '@bellwether/shared/definitions/definitions.schema';
import type { DefinitionsOverview } from '@bellwether/shared/definitions/definitions-answers.schema';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import { useState } from 'react';
import { useMay } from '../../lib/use-me.ts';
import { Changeable, WhoChangesThis } from '../../ui/changeable.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AccountClasses } from './account-classes.tsx';
import { AiSigns } from './ai-signs.tsx';
import { CalendarEditor } from './calendar-editor.tsx';
import { ComplexityWeights } from './complexity-weights.tsx';
import { DerivationBar } from './derivation-bar.tsx';
import { DraftBar } from './draft-bar.tsx';
import { ExclusionRules } from './exclusion-rules.tsx';
import { IdlePullRequests } from './idle-pull-requests.tsx';
import { PickupStart } from './pickup-start.tsx';
import { RevisionHistory } from './revision-history.tsx';
import { useDefinitions } from './use-definitions.ts';

/** What is counted, and how? */
export function DefinitionsPage() {
  const query = useDefinitions();
  return (
    <Page
      title="What is counted, and how?"
      lead="Every number follows these definitions. A change is previewed first, then all numbers are worked out anew; until they are complete, charts keep the old ones."
      isNarrow
    >
      <QueryView query={query} what="The definitions" height={640}>
        {(overview) => <Definitions overview={overview} />}
      </QueryView>
    </Page>
  );
}

/** A change that does not count yet, and the newest revision when it was begun. */
type Draft = { settings: DefinitionSettings; basedOn: number };

function Definitions({ overview }: { overview: DefinitionsOverview }) {
  const may = useMay('definitions.write');
  const maySeePeople = useMay('people.read');
  const [draft, setDraft] = useState<Draft | null>(null);
  const base = overview.pending ?? overview.settings;
  const settings = draft?.settings ?? base;
  const changes = describeChange(base, settings);
  const change = (next: DefinitionSettings) =>
    setDraft({ settings: next, basedOn: draft?.basedOn ?? overview.latestRevision });
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <WhoChangesThis may={may} />
      {overview.areNamesWithheld ? (
        <Notice tone="info">
          Accounts and repositories that rules name, and notes, are left out: your role does not
          show everybody.
        </Notice>
      ) : null}
      {overview.derivation === null ? null : <DerivationBar derivation={overview.derivation} />}
      {overview.failure === null ? null : (
        <Notice tone="bad">
          The last change could not be put into force: {overview.failure.error} The numbers shown
          are those of before.
        </Notice>
      )}
      {maySeePeople ? <AccountClasses settings={settings} onChange={change} /> : null}
      <Changeable may={may}>
        <CalendarEditor settings={settings} onChange={change} />
        <PickupStart settings={settings} onChange={change} />
        <ExclusionRules settings={settings} onChange={change} />
        <ComplexityWeights settings={settings} onChange={change} />
        <AiSigns settings={settings} onChange={change} />
        {may ? <IdlePullRequests settings={settings} onChange={change} /> : null}
      </Changeable>
      <RevisionHistory overview={overview} />
      {draft === null || changes.length === 0 ? null : (
        <DraftBar
          settings={settings}
          changes={changes}
          basedOn={draft.basedOn}
          onApplied={() => {
            setDraft(null);
            window.scrollTo({ top: 0 });
          }}
          onDiscard={() => setDraft(null)}
        />
      )}
    </div>
  );
}
