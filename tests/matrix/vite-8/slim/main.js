import '../src/slim.js';
