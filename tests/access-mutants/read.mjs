// Pages of the API, snapshots and time.
export default [
  {
    rule: 'R2',
    file: 'access/src/snapshot/reader/page.rs',
    from: '    if !page.scan.is_at_end() {\n        return page.scan.fail("trailing");\n    }\n',
    to: '',
    test: 'rust',
  },
  {
    rule: 'R11',
    file: 'access/src/snapshot/blind_spots.rs',
    from: 'if hides || self.has_hidden_key() {',
    to: 'if hides {',
    test: 'rust',
  },
  {
    rule: 'R49',
    file: 'access/src/time/openings.rs',
    from: 'let east = zone.ms_east(place.saturating_sub(1));',
    to: 'let east = zone.ms_east(0);',
    test: 'rust',
  },
];
