/** Gives a file to the person who asked for it. */
export function download(name: string, parts: readonly (string | Uint8Array<ArrayBuffer>)[], type: string): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download reads it after this.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
