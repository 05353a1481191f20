import { drawerStyle } from './style/drawer';
import { frameStyle } from './style/frame';
import { tableStyle } from './style/table';
import { tokens } from './style/tokens';

/** The style sheet, without the white space that is for its readers here. */
export const style = [tokens, frameStyle, tableStyle, drawerStyle]
  .join('')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};,>~+]) ?/g, '$1')
  .replace(/([a-z-]): /g, '$1:')
  .replaceAll(';}', '}');
