// Plans.
const rust = (rule, file, from, to) => ({ rule, file: `access/src/plan/${file}`, from, to, test: 'rust' });

export default [
  rust(
    'R1',
    'evidence.rs',
    `        return Err(Refusal::new("notSealed").text("rule", "R1"));`,
    `        return Ok(());`,
  ),
  rust('R3', 'list.rs', 'wanted.complete && options.revoke', 'options.revoke'),
  rust('R7', 'evidence.rs', 'if age > options.valid_for', 'if false && age > options.valid_for'),
  rust('R13', 'work.rs', 'if rights.owners.iter().any(|one| one == owner) {', 'if !rights.owners.is_empty() {'),
  rust('R14', 'result.rs', '!(head.for_ever && work.for_ever)', '!(head.for_ever || work.for_ever)'),
  rust('R15', 'work.rs', 'held.whose = if piece.within(from, to).is_some() {', 'held.whose = if from <= to {'),
  rust('R16', 'steps.rs', 'if held.group != Text::default() {', 'if false {'),
  rust('R17', 'limits.rs', 'self.lifted == Some(self.number)', 'self.lifted.is_some()'),
  rust('R18', 'difference.rs', 'if work.options.adopt && !others.is_empty() {', 'if false {'),
  rust('R19', 'options.rs', 'minute_of(self.now).saturating_add(1)', 'minute_of(self.now)'),
  rust('R20', 'excess.rs', '    if work.waits(reference) {\n        return Fate::Waits;\n    }\n', ''),
  {
    rule: 'R22',
    file: 'pkg/src/access/plan/read-plan.ts',
    from: "if (idOf(document) !== document.id) return refuse('planChanged');",
    to: '',
    test: 'tests/node/access/rules-plan.test.mjs',
  },
  {
    rule: 'R48',
    file: 'pkg/src/access/plan/text.ts',
    from: 'maskAll(text) : text',
    to: 'text : text',
    test: 'tests/node/access/rules-plan.test.mjs',
  },
  rust(
    'R52',
    'difference.rs',
    'options.now.saturating_sub(LATEST_START)',
    'options.now.saturating_sub(2 * LATEST_START)',
  ),
];
