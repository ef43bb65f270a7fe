/** `npm run build`: dist from the sources, on any system. */
import { build } from './lib/build.mts';
import { step } from './lib/progress.mts';

await step('Build the package', build);
