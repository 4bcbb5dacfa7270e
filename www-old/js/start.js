// Starts the page's program, and says so in words if it cannot be loaded: a module that is missing would otherwise
// leave the page waiting for ever.
import { showProblem } from './problem.js';

const starting = document.getElementById('starting');

try {
  const { openCentre } = await import('./main.js');
  await openCentre();
  document.getElementById('centre').hidden = false;
} catch (error) {
  const couldNotLoad = error instanceof TypeError || error instanceof SyntaxError;
  showProblem(
    document.getElementById('start-problem'),
    couldNotLoad
      ? {
          title: 'The page’s program could not be loaded.',
          says: error.message,
          advice:
            'Build the package (npm run build), which also lays it beside the page, and reload. If it was built, this browser may be too old: it needs import maps and WebAssembly.',
        }
      : { title: 'The embedded Unloc could not be started.', error },
  );
} finally {
  starting.remove();
}
