// VitePress's theme with the fonts of the system, the colours of the page "Doors and keys", and its picture on the first page.
import { withBase } from 'vitepress';
import theme from 'vitepress/theme-without-fonts';
import { h } from 'vue';
import './style.css';

const alt =
  'The page “Doors and keys”: a row for each of nine people who can open the party room, and over two weeks the hours at which each can';
const picture = () =>
  h('a', { class: 'picture', href: withBase('/page.html') }, [
    ['light', 'dark'].map((scheme) =>
      h('img', {
        class: `only-${scheme}`,
        src: withBase(`/images/doors-and-keys-${scheme}.png`),
        alt,
        width: 1280,
        height: 950,
      }),
    ),
  ]);

export default { extends: theme, Layout: () => h(theme.Layout, null, { 'home-hero-image': picture }) };
