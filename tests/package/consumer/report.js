// Reports the outcome: in a page by its title, elsewhere on standard output.
export function report(result) {
  const say = (text) => {
    if (typeof document === 'object') document.title = text;
    else console.log(text);
  };
  result.then(
    (said) => say(`passed: ${said}`),
    (error) => say(`failed: ${error && (error.stack || error.message || error)}`),
  );
}
