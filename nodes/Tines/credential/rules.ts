import { InvalidInput } from '../../core/errors';
import { FIELDS } from './fields';
import type { CredentialSpec, FieldName } from './fields';

const label = (field: FieldName) => FIELDS[field].property.displayName;

/**
 * The rules of Tines between the fields of a new credential.
 *
 * @throws InvalidInput
 */
export function checkNew(spec: CredentialSpec): void {
	if (spec.team_id === undefined && spec.live_credential_id === undefined) {
		throw new InvalidInput(
			label('team_id'),
			'is missing',
			'Pick a team. Only a test version needs none: it is in the team of its live credential.',
		);
	}
	if (spec.read_access === undefined && spec.shared_team_slugs?.length) {
		throw new InvalidInput(
			label('shared_team_slugs'),
			'teams can be given with Read Access Specific Teams only',
			'Set Read Access to Specific Teams.',
		);
	}
	checkSharing(spec);
	checkMetadata(spec);
}

/**
 * The rules that hold for a change, whatever is stored.
 *
 * @throws InvalidInput
 */
export function checkChange(change: CredentialSpec): void {
	if (change.read_access !== 'SPECIFIC_TEAMS') checkSharing(change);
	checkMetadata(change);
}

/**
 * Who may use a credential.
 *
 * @param spec read access and teams, as they are to be
 */
export function checkSharing({
	read_access: access,
	shared_team_slugs: slugs,
}: CredentialSpec): void {
	if (access === 'SPECIFIC_TEAMS' && !slugs?.length) {
		throw new InvalidInput(
			label('shared_team_slugs'),
			'Read Access Specific Teams needs at least one team',
		);
	}
	if (access !== undefined && access !== 'SPECIFIC_TEAMS' && slugs?.length) {
		throw new InvalidInput(
			label('shared_team_slugs'),
			`teams can be given with Read Access Specific Teams only, not with ${access}`,
			'Remove the teams, or set Read Access to Specific Teams.',
		);
	}
}

/** Rows or JSON, not both. */
function checkMetadata({ metadata, metadataJson }: CredentialSpec): void {
	if (metadata === undefined || metadataJson === undefined) return;
	throw new InvalidInput(label('metadataJson'), 'is given beside Metadata; give one of the two');
}
