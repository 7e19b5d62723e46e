version 1.3

task a {
  command <<< >>>
  output {
    Int x = 1

task b {
  command <<< >>>
}
