import { it } from "vitest";
import { quad } from "./quad.js";
it("x", () => {
  const I = Infinity;
  const { exp, sqrt, abs, log, sin, cos } = Math;
  const cases: any[] = [[sin,0,Math.PI/2,{}],[(x:number)=>exp(-x*x),-I,I,{}],[(x:number)=>1/sqrt(x),0,1,{}],[log,0,1,{}],[(x:number)=>abs(x-.3),0,1,{points:[.3]}],
  [(x:number)=>exp(-x),0,5,{weight:'cos',wvar:20}],[(x:number)=>1/(1+x),0,5,{weight:'sin',wvar:100}],[(x:number)=>1/sqrt(x),0,I,{weight:'cos',wvar:2}],[exp,0,1,{weight:'alg',wvar:[-.5,-.5]}],
  [exp,0,1,{weight:'alg-loga',wvar:[-.5,.5]}],[exp,0,1,{weight:'alg-logb',wvar:[-.5,.5]}],[exp,0,1,{weight:'alg-log',wvar:[-.5,.5]}],[exp,-1,2,{weight:'cauchy',wvar:.3}],[(x:number)=>sin(50*x)/x,.01,3,{}],[(x:number)=>1/x,0,1,{}],[(x:number)=>cos(x)/sqrt(abs(x-.2)),-1,1,{points:[.2,.5]}],
  [(x:number)=>cos(x)/(abs(x-.2))**.3,-1,1,{weight:'sin',wvar:10}],[(x:number)=>exp(-x)*sqrt(x),-I,-1,{weight:'sin',wvar:3}]];
  for (const [f,a,b,o] of cases) { const r = quad(f,a,b,{...o,fullOutput:true}) as any; console.log(String(r[0]),String(r[1]),String(r[2].neval),r[2].last, r.length); }
});
