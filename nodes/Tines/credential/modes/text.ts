import { secretText } from '../../../core/secretField';

/** What a credential of the mode TEXT holds. */
export const TEXT_FIELDS = {
	value: secretText(
		{
			displayName: 'Value',
			description: 'The text that is to be kept secret, such as an API key',
		},
		{ asItIs: true },
	),
};
