import type { TerraformResource } from '../../core/terraform';
import type { AttributeReader } from '../../core/terraformAttributes';
import { asText, asTexts, asWholeNumber, refused, textIn } from '../../core/terraformAttributes';

const ONLY_MODE = 'TEXT';

const mode: AttributeReader = (value, name) => {
	if (textIn(value, name) === ONLY_MODE) return { mode: ONLY_MODE };
	throw refused(
		name,
		`can be ${ONLY_MODE} only: the Terraform resource knows no other`,
		'For credentials of other modes choose Fields Below or Input Item.',
	);
};

/** Tines' Terraform provider: Resource tines_credential. */
export const CREDENTIAL_TERRAFORM: TerraformResource = {
	type: 'tines_credential',
	attributes: {
		id: asWholeNumber('id'),
		name: asText('name'),
		mode,
		// Exactly one of the two is given; the second is never kept in a state.
		value: asText('value'),
		value_wo: asText('value'),
		// Counts up for Terraform to write the value again; here When Unknown says when it is written.
		value_wo_version: null,
		team_id: asWholeNumber('team_id'),
		// 0 is for no folder in a state, too.
		folder_id: asWholeNumber('folder_id'),
		description: asText('description'),
		read_access: asText('read_access'),
		shared_team_slugs: asTexts('shared_team_slugs'),
		slug: null,
		created_at: null,
		updated_at: null,
	},
	implied: { mode: ONLY_MODE },
};
