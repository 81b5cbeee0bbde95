import { roles } from '@bellwether/shared/access/capabilities';
import { roleNames, roleSentences } from '@bellwether/shared/access/grant-words';
import { IconCheck, IconMinus, IconUser } from '@tabler/icons-react';
import { Widget } from '../../ui/widget.tsx';
import styles from './members.module.css';
import { type MatrixCell, prepareRoleMatrix } from './role-matrix.prepare.ts';

const groups = prepareRoleMatrix();

/** What each role sees: the table that the server decides by, in words. */
export function RoleMatrixTab() {
  return (
    <Widget
      title="What each role sees"
      subtitle="“Yes” reaches as far as the role is given: a team with the teams below it, or everything. “Own” is what belongs to oneself. Several roles add up."
    >
      <dl className={styles.roleWords}>
        {roles.map((role) => (
          <div key={role}>
            <dt>{roleNames[role]}</dt>
            <dd>{roleSentences[role]}</dd>
          </div>
        ))}
      </dl>
      <table className={styles.matrix}>
        <caption className="visually-hidden">What each role sees and may do</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            {roles.map((role) => (
              <th key={role} scope="col">
                {roleNames[role]}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ title, rows }) => (
          <tbody key={title}>
            <tr>
              <th scope="rowgroup" colSpan={roles.length + 1} className={styles.group}>
                {title}
              </th>
            </tr>
            {rows.map(({ capability, words, cells }) => (
              <tr key={capability}>
                <th scope="row">{words}</th>
                {cells.map((cell) => (
                  <Cell key={cell.role} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </Widget>
  );
}

const icons = { granted: IconCheck, own: IconUser } as const;

function Cell({ cell }: { cell: MatrixCell }) {
  const Icon = cell.extent === null ? IconMinus : icons[cell.extent];
  return (
    <td className={cell.extent === null ? styles.no : styles.yes}>
      <span>
        <Icon size={14} aria-hidden="true" />
        {cell.words}
      </span>
    </td>
  );
}
