import { findNamed } from '../../input/named';
import { changeProfiles, profileNamed } from '../../account/profiles';
import type { Invocation } from '../../command/command';
import { usage } from '../../command/failure';

export async function run({ args: [word], account, global, output, terminal }: Invocation): Promise<void> {
  const { profileName } = await account.identity();
  const projects = await account.projects();
  const choices = projects.map((value) => ({ label: `${value.name}  ${value.id}`, value }));
  const project =
    typeof word === 'string'
      ? findNamed(projects, word, 'project')
      : await terminal.choose('Which project should commands use?', choices, 'Name the project.');
  const { id, name } = project;
  if (profileName === undefined)
    throw usage(`The credentials come from the environment, which keeps no project. Set UNLOC_PROJECT=${id} there.`);
  const data = { profile: profileName, project: { id, name } };
  if (global.dryRun) {
    await output.result(
      data,
      `The profile "${profileName}" would use the project ${name} (${id}); nothing was changed.`,
    );
    return;
  }
  await changeProfiles((profiles) => {
    profileNamed(profiles, profileName).project = id;
  });
  await output.result(data, `The profile "${profileName}" uses the project ${name} (${id}).`);
  if (account.env.UNLOC_PROJECT) output.say('UNLOC_PROJECT is set, and takes precedence.');
}
