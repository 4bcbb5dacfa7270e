// Questions and reviews.
export default [
  {
    rule: 'R47',
    file: 'access/src/review/cell.rs',
    from: "    if is_risky(text) {\n        out.push('\\'');\n    }\n",
    to: '',
    test: 'rust',
  },
];
