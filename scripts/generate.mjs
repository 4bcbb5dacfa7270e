// Writes pkg/src/generated from the Rust tables and model.
import { execFileSync } from 'node:child_process';

execFileSync('cargo', ['test', '--quiet', '--test', 'typescript'], {
  stdio: 'inherit',
  env: { ...process.env, UNLOC_REGENERATE: '1' },
});
