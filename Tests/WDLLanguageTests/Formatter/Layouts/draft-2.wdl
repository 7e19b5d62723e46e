task t { File f
  Int n=1
  command { cat ${f} | head -n ${n}
     echo done }
  runtime { docker: "x" }
  output { File o="o" } }
workflow w{ call t{input:f="a"} output{t.*
t.o
Int x=1}}
