import Markdown, { RuleType } from 'markdown-to-jsx/react';
import styles from './interventions.module.css';

/**
 * What somebody wrote, as elements and never as HTML: tags in it stay text, addresses of scripts lose their link, and
 * pictures of other sites, which would tell them who reads this, become links.
 */
export function MarkdownText({ text }: { text: string }) {
  return (
    <div className={styles.markdown} dir="auto">
      <Markdown
        options={{
          disableParsingRawHTML: true,
          forceBlock: true,
          wrapper: 'div',
          overrides: {
            h1: 'h3',
            h2: 'h3',
            a: { props: { target: '_blank', rel: 'noopener noreferrer' } },
            iframe: () => null,
          },
          renderRule: (next, node, _, state) =>
            node.type === RuleType.image ? (
              <a
                key={state.key}
                href={node.target ?? undefined}
                target="_blank"
                rel="noopener noreferrer"
              >
                {node.alt || node.target}
              </a>
            ) : (
              next()
            ),
        }}
      >
        {text}
      </Markdown>
    </div>
  );
}
