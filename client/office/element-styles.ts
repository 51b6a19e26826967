// Styles of the Element Plus parts in use; their colours and sizes come from `ui/tokens.css`.
import 'element-plus/theme-chalk/base.css';
import 'element-plus/theme-chalk/el-scrollbar.css';
import 'element-plus/theme-chalk/el-checkbox.css';
import 'element-plus/theme-chalk/el-tree.css';
import 'element-plus/theme-chalk/el-table.css';
