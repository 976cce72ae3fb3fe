import { Link, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { navigation, programNavigation } from '../navigation.ts';
import type { NavigationItem } from '../navigation.ts';
import classes from './frame.module.css';

function Item({ item }: { readonly item: NavigationItem }): ReactElement {
  return (
    <Link
      to={item.path as '/'} className={classes['item']} activeOptions={{ exact: item.path === '/', includeSearch: false }}
      activeProps={{ className: `${classes['item']} ${classes['here']}`, 'aria-current': 'page' }}
    >
      {item.label}
    </Link>
  );
}

/** The pages by subject; those of the program itself stay in sight below them. The page one is on is scrolled into view. */
export function SideNavigation(): ReactElement {
  const { can } = useArchive();
  useLocation();
  const groups = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const holder = groups.current;
    const here = holder?.querySelector<HTMLElement>('[aria-current="page"]');
    if (!holder || !here) return;
    // By hand: scrollIntoView also moves the place from which Tab goes on.
    const top = here.offsetTop - holder.offsetTop;
    const lowest = top + here.offsetHeight - holder.clientHeight;
    if (top < holder.scrollTop) holder.scrollTop = top;
    else if (lowest > holder.scrollTop) holder.scrollTop = lowest;
  });
  const registered = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  const shown = (items: readonly NavigationItem[]): readonly NavigationItem[] => items.filter((item) => item.path in registered && (item.needs === undefined || can(item.needs)));
  return (
    <nav className={classes['navigation']} aria-label="主导航">
      <div className={classes['groups']} ref={groups}>
        {navigation.map((group) => {
          const items = shown(group.items);
          return items.length === 0 ? null : (
            <div key={group.label} role="group" aria-label={group.label}>
              <div className={classes['group']} aria-hidden="true">{group.label}</div>
              {items.map((item) => <Item key={item.path} item={item} />)}
            </div>
          );
        })}
      </div>
      <div className={classes['program']} role="group" aria-label={programNavigation.label}>
        {shown(programNavigation.items).map((item) => <Item key={item.path} item={item} />)}
      </div>
    </nav>
  );
}
