// Writes the reference of the npm package as Markdown, with TypeDoc, from the declarations that its users get.
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Converter } from 'typedoc';
import ts from 'typescript';
import { entries } from '../scripts/build/entries.mjs';

const site = fileURLToPath(new URL('.', import.meta.url));
const sources = join(site, '..', 'pkg', 'src');
const name = 'unloc-integrator-client';

/** Writes the declarations of pkg/src to `folder`: without what is private or `@internal`. */
function emitDeclarations(folder) {
  const { config } = ts.readConfigFile(join(sources, '..', 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: false, declaration: true, emitDeclarationOnly: true },
    join(sources, '..'),
  );
  const typeRoots = [join(site, 'node_modules', '@types')];
  const files = ts.sys.readDirectory(sources, ['.ts']);
  const program = ts.createProgram(files, { ...options, rootDir: sources, outDir: folder, typeRoots });
  const problems = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (problems.length > 0)
    throw new Error(
      ts.formatDiagnostics(problems, { ...ts.sys, getCanonicalFileName: String, getNewLine: () => '\n' }),
    );
}

/**
 * Writes the pages to `pages`, below `folder`, and their tree to its file `package.json`. Throws if TypeDoc finds something,
 * such as a link in a comment that leads nowhere.
 */
export async function writePackageReference(folder, pages) {
  const declarations = join(folder, 'declarations');
  emitDeclarations(declarations);
  const files = new Map(
    entries.map(({ path, source }) => [
      join(declarations, relative(join('pkg', 'src'), source).replace(/\.ts$/, '.d.ts')),
      name + path.slice(1),
    ]),
  );
  const app = await Application.bootstrapWithPlugins({
    tsconfig: join(site, 'tsconfig.json'),
    entryPoints: [...files.keys()],
    plugin: ['typedoc-plugin-markdown', 'typedoc-plugin-missing-exports'],
    out: pages,
    name: 'The package',
    readme: 'none',
    logLevel: 'Warn',
    excludeExternals: true,
    excludePrivate: true,
    excludeReferences: true,
    disableSources: true,
    // A type that an export mentions and no entry exports is documented all the same.
    placeInternalsInOwningModule: true,
    groupOrder: ['Classes', 'Functions', 'Variables', 'Interfaces', 'Type Aliases', 'Namespaces'],
    sort: ['kind', 'source-order'],
    sortEntryPoints: false,
    router: 'member',
    entryFileName: 'index',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    indexFormat: 'table',
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    pageTitleTemplates: { index: '{projectName}', module: '{name}', member: '{name}' },
    navigationJson: join(folder, 'package.json'),
  });
  // A module is named as one imports it, not as its file is.
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    const source = context.getSymbolFromReflection(reflection)?.declarations?.[0]?.getSourceFile().fileName;
    if (reflection.parent === context.project && files.has(source)) reflection.name = files.get(source);
  });
  const project = await app.convert();
  if (project !== undefined) {
    app.validate(project);
    await app.generateOutputs(project);
  }
  if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings())
    throw new Error('The reference of the package is not written: TypeDoc says why above.');
}
