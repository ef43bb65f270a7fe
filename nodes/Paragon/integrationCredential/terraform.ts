import { refuseSpecialName } from '../../core/jsonField';
import { kindOf } from '../../core/fields';
import type { Scalar } from '../../core/keyValues';
import type { TerraformResource } from '../../core/terraform';
import type { AttributeReader } from '../../core/terraformAttributes';
import { asObject, asText, asTexts, objectIn, refused } from '../../core/terraformAttributes';

/** In the provider a map of texts, of which it sends what they look like. */
const extraConfiguration: AttributeReader = (value, name) => {
	const entries = Object.entries(objectIn(value, name)).map(([member, inner]): [string, Scalar] => {
		refuseSpecialName('Desired State', member);
		return [member, scalarIn(inner, `${name}.${member}`)];
	});
	return entries.length === 0 ? {} : { extraValuesJson: Object.fromEntries(entries) };
};

function scalarIn(value: unknown, name: string): Scalar {
	if (typeof value === 'string') return parsedAsProvider(value, name);
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw refused(name, `is ${kindOf(value)}; allowed are texts, numbers, true and false`);
}

/** The provider: "true" and "false", then whole numbers, then decimal ones, else the text. */
function parsedAsProvider(text: string, name: string): Scalar {
	if (text === 'true' || text === 'false') return text === 'true';
	if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return text;
	const number = Number(text);
	// The provider keeps a number as a text that is out of its range.
	if (!Number.isFinite(number)) return text;
	if (/^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number)) {
		throw refused(
			name,
			'is a number of more digits than can be kept exactly',
			'Choose Fields Below or Input Item, and give it among the Extra Values as a text.',
		);
	}
	return number;
}

/** The Terraform provider for Paragon: Resource paragon_integration_credentials. */
export const INTEGRATION_CREDENTIAL_TERRAFORM: TerraformResource = {
	type: 'paragon_integration_credentials',
	attributes: {
		id: asText('id'),
		project_id: asText('projectId'),
		integration_id: asText('integration'),
		oauth: asObject({
			client_id: asText('clientId'),
			client_secret: asText('clientSecret'),
			scopes: asTexts('scopes'),
		}),
		extra_configuration: extraConfiguration,
		creds_provider: null,
		scheme: null,
	},
};
