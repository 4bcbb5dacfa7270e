// Writes pkg/src/generated and the generated pages of docs/ from the Rust tables and model.
import { execFileSync } from 'node:child_process';

execFileSync('cargo', ['test', '--quiet', '--test', 'generated', '--test', 'generated_v2'], {
  stdio: 'inherit',
  env: { ...process.env, UNLOC_REGENERATE: '1' },
});
