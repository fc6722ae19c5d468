filedesc://a.arc 192.0.2.1 20310506073000 text/plain 65
1 0 Mill
URL IP-address Archive-date Content-type Archive-length

http://x.example/a b 192.0.2.1 20310506073000 text/html 197
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<html><head><title>Mill burns</title></head><body><p>The mill at Weirfoot burned on Monday night, the fire service said.</p></body></html>
dns:x 192.0.2.1 20310506073000 text/dns 1
x
