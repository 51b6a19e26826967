// A small org tree for tests: two villages under one township, another county beside it.
export const smallTreeCsv = `code,name,parent,level
42,湖北省,,province
4203,十堰市,42,city
420303,张湾区,4203,county
420304,郧阳区,4203,county
420303001,花果街道,420303,township
420304001,城关镇,420304,township
420303001202,花果村委会,420303001,village
420303001203,蔡家村委会,420303001,village
420304001201,东门村委会,420304001,village
`;
