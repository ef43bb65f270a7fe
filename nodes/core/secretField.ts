import { InvalidInput } from './errors';
import { kindOf, refuseMask } from './fields';
import type { Field, FieldProperty } from './fields';
import { Secret } from './secret';

/**
 * A secret: from the moment it is read it is nothing that could be shown by accident.
 *
 * @param asItIs whether blanks and line breaks around it belong to it; they are a slip of pasting
 * otherwise
 */
export function secretText(
	property: Omit<FieldProperty, 'type' | 'default'>,
	{ asItIs = false } = {},
): Field<Secret> {
	const { displayName } = property;
	return {
		property: {
			...property,
			type: 'string',
			typeOptions: { password: true, ...property.typeOptions },
			default: '',
		},
		read(raw) {
			if (raw === undefined || raw === null || raw === '') return undefined;
			if (typeof raw !== 'string') {
				throw new InvalidInput(displayName, `expected text, got ${kindOf(raw)}`);
			}
			const value = asItIs ? raw : raw.trim();
			refuseMask(displayName, value);
			return value === '' ? undefined : new Secret(value);
		},
	};
}
