version 1.3

task a {
  input { Int = 1  String b }
  command <<< ~{x +} >>>
  output { File f = stdout( }
  runtime { docker "x" }
}

workflow w {
  call
  scatter (x on y) { call t { a = } }
  Int c = [1, 2
  Int d = {"a" 1}
}
