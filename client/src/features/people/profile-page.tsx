import type { Profile } from '@bellwether/shared/people/profile.schema';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { trpc } from '../../lib/trpc.ts';
import { useMe } from '../../lib/use-me.ts';
import { Page } from '../../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { OwnNotes } from './own-notes.tsx';
import { ProfileAbsences } from './profile-absences.tsx';
import { ProfileNotes } from './profile-notes.tsx';
import { ProfileTimes } from './profile-times.tsx';
import { ProfileWho } from './profile-who.tsx';

/** When does somebody work? `me` in the address is who is signed in. */
export function ProfilePage() {
  const { personId } = useParams({ from: '/people_/$personId' });
  const me = useMe();
  if (me === undefined) {
    return null;
  }
  const id = personId === 'me' ? me.personId : personId;
  return id === null ? <Nobody /> : <Somebody personId={id} />;
}

function Somebody({ personId }: { personId: string }) {
  const query = useQuery(trpc.people.profile.get.queryOptions({ personId }));
  const profile = query.data;
  return (
    <Page title={titleOf(profile)}>
      {profile === undefined && query.isError ? (
        <ErrorState
          error={query.error}
          height={160}
          what="The profile"
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {profile === undefined && !query.isError ? (
        <LoadingState height={480} label="The profile: loading" />
      ) : null}
      {profile === undefined ? null : (
        <>
          <ProfileTimes key={`times ${personId}`} profile={profile} />
          <ProfileAbsences key={`absences ${personId}`} profile={profile} />
          <ProfileWho profile={profile} />
        </>
      )}
      {profile?.isOwn ? (
        <OwnNotes />
      ) : (
        <ProfileNotes key={personId} personId={personId} mayAdd={profile !== undefined} />
      )}
    </Page>
  );
}

function titleOf(profile: Profile | undefined): string {
  if (profile === undefined) {
    return 'When do they work?';
  }
  return profile.isOwn ? 'When do you work?' : `When does ${profile.displayName} work?`;
}

/** Signed in, but nobody said yet which person of the team that is. */
function Nobody() {
  return (
    <Page title="When do you work?">
      <EmptyState title="It is not known yet which person you are" height={200}>
        <p>
          People come from the accounts that pull requests are written with. An admin can say on the
          page Access which of them you are; your working hours and absences then stand here.
        </p>
      </EmptyState>
      <OwnNotes />
    </Page>
  );
}
