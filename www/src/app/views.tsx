import type { ComponentType } from 'preact';
import { lazy } from './lazy';
import { Doors } from '../views/doors';
import { Keys } from '../views/keys';
import { Overview } from '../views/overview/overview';
import { People } from '../views/people';

/** A view: the first part of the address. */
export interface View {
  component: ComponentType;
  /** Shown also without a connection, and not in the navigation. */
  unconnected?: true;
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
  connect: {
    component: lazy(() => import('../account/connect-view').then(({ ConnectView }) => ConnectView)),
    unconnected: true,
  },
};

/** The names of those in the navigation, in its order: the keys 1 to 7. */
export const sections = Object.keys(views).filter((name) => !views[name]?.unconnected);
