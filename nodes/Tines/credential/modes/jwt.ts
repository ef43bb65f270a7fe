import { flag, text } from '../../../core/fields';
import { jsonObject } from '../../../core/jsonField';
import { secretText } from '../../../core/secretField';

const ALGORITHMS = [
	'ES256',
	'ES384',
	'ES512',
	'HS256',
	'HS384',
	'HS512',
	'RS256',
	'RS384',
	'RS512',
];

/** What a credential of the mode JWT holds. */
export const JWT_FIELDS = {
	// Tines does not list the algorithms that it knows, so an expression may give another.
	jwt_algorithm: text({
		displayName: 'Algorithm',
		type: 'options',
		options: ALGORITHMS.map((name) => ({ name, value: name })),
		default: 'RS256',
		description: 'What tokens are signed with; an expression may name another',
	}),
	jwt_payload: jsonObject({
		displayName: 'Payload',
		default: '{}',
		description: 'The claims of the token, as a JSON object',
	}),
	jwt_private_key: secretText(
		{
			displayName: 'Private Key',
			typeOptions: { rows: 4 },
			description: 'A private key in PEM, or the secret of an HS algorithm',
		},
		{ asItIs: true },
	),
	jwt_auto_generate_time_claims: flag({
		displayName: 'Auto-Generate Time Claims',
		type: 'boolean',
		default: false,
		description: 'Whether Tines sets iat to now and exp to an hour later by itself',
	}),
};
