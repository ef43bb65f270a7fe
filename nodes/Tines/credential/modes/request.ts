import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../../core/errors';
import { kindOf, text, wholeNumber } from '../../../core/fields';
import type { Field, FieldProperty } from '../../../core/fields';
import { jsonObject, objectIn } from '../../../core/jsonField';
import type { Secret } from '../../../core/secret';
import { secretText } from '../../../core/secretField';

const REQUEST_OPTIONS =
	'{\n  "url": "https://api.example.com/token",\n  "method": "post",\n  "content_type": "json",\n  "payload": { "key": "<<secret>>" }\n}';

const SECRET = secretText(
	{
		displayName: 'Request Secret',
		description: 'What the request can refer to as &lt;&lt;secret&gt;&gt;',
	},
	{ asItIs: true },
);

/** One of the two requests of the mode MULTI_REQUEST. */
export interface CredentialRequest {
	options: IDataObject;
	http_request_secret?: Secret;
}

const REQUESTS: FieldProperty = {
	displayName: 'Requests',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Request',
	default: {},
	description:
		'The two requests, in the order in which they are sent; the second can refer to the answer of the first as &lt;&lt;PREVIOUS_STEP&gt;&gt;',
	options: [
		{
			displayName: 'Request',
			name: 'request',
			values: [
				{
					displayName: 'Request Options',
					name: 'options',
					type: 'json',
					default: REQUEST_OPTIONS,
					description:
						'URL, method, content type, payload and headers, as in an HTTP Request action',
				},
				{ ...SECRET.property, name: 'http_request_secret' },
			],
		},
	],
};

/** Rows of the panel. Tines' API: exactly two. */
const CREDENTIAL_REQUESTS: Field<CredentialRequest[]> = {
	property: REQUESTS,
	read(raw) {
		if (raw === undefined || raw === null || raw === '') return undefined;
		const inPanel = typeof raw === 'object' && !Array.isArray(raw);
		const rows = inPanel ? ((raw as IDataObject).request ?? []) : raw;
		if (!Array.isArray(rows)) {
			throw new InvalidInput(REQUESTS.displayName, `expected a list, got ${kindOf(rows)}`);
		}
		if (rows.length === 0) return undefined;
		if (rows.length !== 2) {
			throw new InvalidInput(
				REQUESTS.displayName,
				`there ${rows.length === 1 ? 'is' : 'are'} ${rows.length}, but Tines needs exactly two`,
				'Use the mode HTTP Request for one request.',
			);
		}
		return rows.map((row: unknown, index) => {
			const { options, http_request_secret: rawSecret } = (row ?? {}) as IDataObject;
			const secret = SECRET.read(rawSecret);
			return {
				options: objectIn(`${REQUESTS.displayName}, ${index + 1}`, options),
				...(secret && { http_request_secret: secret }),
			};
		});
	},
};

/** What a credential of the modes HTTP_REQUEST_AGENT and MULTI_REQUEST holds. */
export const REQUEST_FIELDS = {
	http_request_options: jsonObject({
		displayName: 'Request Options',
		default: REQUEST_OPTIONS,
		description:
			'The request that gets a token: URL, method, content type, payload and headers, as in an HTTP Request action',
	}),
	http_request_secret: SECRET,
	credential_requests: CREDENTIAL_REQUESTS,
	http_request_location_of_token: text({
		displayName: 'Location of Token',
		type: 'string',
		default: '',
		placeholder: 'e.g. response.body.access_token',
		description:
			'Where the token is in the answer, as a Tines formula; its equals sign may be left out',
	}),
	http_request_ttl: wholeNumber(
		{
			displayName: 'Token Time to Live (Seconds)',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How long Tines keeps a token before it asks for another; 0 for not at all. Tines forgets this value with every update that does not give it.',
		},
		{ min: 0, max: 31_536_000, unit: 'seconds' },
	),
};
