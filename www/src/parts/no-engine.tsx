import { engineTrouble, loadEngine } from '../data/engine';
import { words } from '../words/words';
import { Problem } from './problem';

/** Stands where the access engine would answer. */
export function NoEngine() {
  return <Problem title={words.value.timeline.noEngine} error={engineTrouble.value} again={() => void loadEngine()} />;
}
