import { Link, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { navigation } from '../navigation.ts';
import classes from './frame.module.css';

export function SideNavigation(): ReactElement {
  const { can } = useArchive();
  const registered = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  return (
    <nav className={classes['navigation']} aria-label="主导航">
      {navigation.map((group) => {
        const items = group.items.filter((item) => item.path in registered && (item.needs === undefined || can(item.needs)));
        return items.length === 0 ? null : (
          <div key={group.label} role="group" aria-label={group.label}>
            <div className={classes['group']} aria-hidden="true">{group.label}</div>
            {items.map((item) => (
              <Link
                key={item.path} to={item.path as '/'} className={classes['item']}
                activeOptions={{ exact: item.path === '/', includeSearch: false }}
                activeProps={{ className: `${classes['item']} ${classes['here']}`, 'aria-current': 'page' }}
              >
                {item.label}
              </Link>
            ))}
          </div>
        );
      })}
    </nav>
  );
}
