version 1.3

task {
  command <<< >>>
  output {
    Int a = 
  }
}
