import type { ComponentType } from 'preact';
import { lazy } from './lazy';
import { Doors } from '../views/doors';
import { Keys } from '../views/keys';
import { Overview } from '../views/overview/overview';
import { People } from '../views/people';

/** A view: the first part of the address. */
export interface View {
  component: ComponentType;
}

/** All views, in the order of the navigation. */
export const views: { readonly [name: string]: View } = {
  overview: { component: Overview },
  doors: { component: Doors },
  people: { component: People },
  keys: { component: Keys },
  groups: { component: lazy(() => import('../views/groups/groups').then(({ Groups }) => Groups)) },
  parts: { component: lazy(() => import('../views/parts/parts').then(({ Parts }) => Parts)) },
  activity: { component: lazy(() => import('../views/activity/activity').then(({ Activity }) => Activity)) },
  review: { component: lazy(() => import('../views/review/review').then(({ Review }) => Review)) },
};
