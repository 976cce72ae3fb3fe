import type { ReactElement } from 'react';

export function PagePending(): ReactElement {
  return <p className="opening" role="status">正在打开这一页……</p>;
}
