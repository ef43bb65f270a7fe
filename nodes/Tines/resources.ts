import { credential } from './credential/resource';
import { folder } from './folder/resource';
import { team } from './team/resource';

/** What the node works on. */
export const RESOURCES = [credential, folder, team];
