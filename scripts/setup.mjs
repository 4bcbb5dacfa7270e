// node scripts/setup.mjs [--checks] [--wasm-pack] [--browser] [--engines] [-- program …]
// Installs what the project needs, then runs the program with all of it on PATH.
import { CannotContinue, asProgram, run } from './setup/command.mjs';
import { prepare } from './setup/prepare.mjs';

const known = ['--checks', '--wasm-pack', '--browser', '--engines'];

await asProgram(async () => {
  const [options, program] = parted(process.argv.slice(2));
  const other = options.find((option) => !known.includes(option));
  if (other !== undefined)
    throw new CannotContinue(`\`${other}\` is not understood here: ${known.join(', ')}, or -- and a program.`);
  const wanted = (name) => options.includes(`--${name}`);
  const env = await prepare({
    checks: wanted('checks'),
    wasmPack: wanted('wasm-pack'),
    browser: wanted('browser'),
    engines: wanted('engines'),
  });
  if (program.length > 0) await run(program[0], program.slice(1), { env, inherit: true, limitMinutes: 60 });
});

function parted(parameters) {
  const border = parameters.indexOf('--');
  return border < 0 ? [parameters, []] : [parameters.slice(0, border), parameters.slice(border + 1)];
}
