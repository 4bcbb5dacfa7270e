import { computed } from '@preact/signals';
import { developer as english } from '../words/en/developer';
import { developer as norwegian } from '../words/nb/developer';
import { language } from '../words/words';

/** The words of the panel, which come with it. */
export const text = computed(() => (language.value === 'nb' ? norwegian : english));
