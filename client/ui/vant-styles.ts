// Styles of the Vant parts in use, one line each. Never the icon's: its font asks another origin; we draw our own icons.
import 'vant/es/style/base.css';
import 'vant/es/loading/index.css';
import 'vant/es/button/index.css';
