import type { Member, MembersOverview } from '@bellwether/shared/access/members.schema';
import { Drawer } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useReturnFocus } from '../../lib/use-return-focus.ts';
import { AccessEnd } from './access-end.tsx';
import { MemberEntering } from './member-entering.tsx';
import { MemberName } from './member-name.tsx';
import { MemberPerson } from './member-person.tsx';
import { MemberRoles } from './member-roles.tsx';
import styles from './members.module.css';

type MemberPanelProps = { member: Member; overview: MembersOverview; onClose: () => void };

/** Everything that can be changed about one member, over the list. */
export function MemberPanel({ member, overview, onClose }: MemberPanelProps) {
  useReturnFocus();
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size={560}
      classNames={{ content: styles.drawer, header: styles.drawer }}
    >
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title className={styles.panelTitle} dir="auto">
            {member.name}
            {member.isYou ? ' (you)' : ''}
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          <div className={styles.sections}>
            <Section title="Roles">
              <MemberRoles member={member} teams={overview.teams} />
            </Section>
            <Section title="Name and address">
              <MemberName member={member} />
            </Section>
            <Section title="Who they are on GitHub">
              <MemberPerson member={member} people={overview.people} />
            </Section>
            <Section title="Signing in">
              <MemberEntering member={member} />
            </Section>
            <Section title={member.deactivatedAt === null ? 'Taking the access away' : 'Access'}>
              <AccessEnd member={member} />
            </Section>
          </div>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h3 id={id} className={styles.sectionTitle}>
        {title}
      </h3>
      {children}
    </section>
  );
}
