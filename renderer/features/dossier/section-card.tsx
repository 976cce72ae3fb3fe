import type { ReactElement, ReactNode } from 'react';

interface SectionCardProps {
  readonly title: string;
  /** What is said when there is nothing: what comes here and from where. */
  readonly none: string;
  readonly empty: boolean;
  readonly children: ReactNode;
}

/** One part of the file: a heading, its table, or the word that there is nothing yet. */
export function SectionCard({ title, none, empty, children }: SectionCardProps): ReactElement {
  return (
    <section className="card padded" aria-label={title}>
      <h2>{title}</h2>
      {empty ? <p className="dim">{none}</p> : children}
    </section>
  );
}
