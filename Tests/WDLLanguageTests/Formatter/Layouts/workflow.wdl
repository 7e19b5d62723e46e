version 1.3
workflow w { input {}
 scatter(x in range(10)){call a.t as u after v{input:a=x,b,c=object{d:1,e:{"f":2}}} if(x>1){Int y=x}else if(x>2){ call z }else{call q{}}}


 call t { a=1 }
 call long_name_of_a_task as another_long_name { first_argument=1000000, second_argument="a long string", third=[1,2,3] }
 # comment one

 # comment two
 Int c = 1 # trailing
 output { Int o=c }
 parameter_meta{a:{help:"x"}}
}
enum Color{Red="r",Green="g",}
