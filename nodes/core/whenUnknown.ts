import type { Field } from './fields';
import { choice } from './fields';
import type { WhenUnknown } from './inStep';

/** The option that says what becomes of fields that the vendor never gives back. */
export const WHEN_UNKNOWN: Field<WhenUnknown> = choice<WhenUnknown>({
	displayName: 'When Unknown',
	type: 'options',
	options: [
		{
			name: 'Skip',
			value: 'skip',
			description: 'They are not written, unless something else differs that can be read',
		},
		{ name: 'Write', value: 'write', description: 'They are written each time' },
	],
	default: 'write',
	description:
		'What to do about given fields that are never given back, such as secrets, of which nobody can tell whether they differ. Written each time if this is not set.',
});
