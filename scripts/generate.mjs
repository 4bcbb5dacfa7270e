// Writes pkg/src/generated and the generated pages of docs/ from the Rust tables and model.
import { execFileSync } from 'node:child_process';

execFileSync('cargo', ['run', '--quiet', '--package', 'xtask', '--', 'generate'], { stdio: 'inherit' });
